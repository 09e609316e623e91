"""One backend per module, found by walking this package; each module defines `BACKEND`, a `symbolic.numeric.backend.Backend`."""
