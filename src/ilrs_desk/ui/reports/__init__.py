"""Making reports in the window: what is asked, how its first page looks, and the file."""
