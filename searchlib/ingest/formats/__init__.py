"""One file for each format that is read, and beside it what that format alone needs. Each gives an extract."""
