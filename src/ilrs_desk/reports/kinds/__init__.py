"""The reports that can be made, each as the pages it is put together of."""
