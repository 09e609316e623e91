"""The commands: each is one module of this package that defines `COMMAND`; a new one joins by being there."""
