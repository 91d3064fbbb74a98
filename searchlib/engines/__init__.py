"""Engines keep the terms of the minutes and answer clauses; each is a folder or module of its own."""
