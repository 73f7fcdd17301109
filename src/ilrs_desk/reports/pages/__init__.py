"""The pages that reports are put together of, each drawn from the material of a report."""
