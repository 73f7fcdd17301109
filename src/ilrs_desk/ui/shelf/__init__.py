"""What lies beside the records: the trash, and what is reported but unconfirmed."""
