"""One file for each command of the command line; imports that take time are made when a command runs."""
