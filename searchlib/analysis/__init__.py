"""Text to terms: the tokenizer, the Swedish lexicon, compounds, and the chain that joins them."""
