"""How special functions are computed: one file for each family, found by walking this package; each declares `OPERATIONS`."""
