"""What needs a person's eye in a corpus: the report, how it is made, how it is shown."""
