"""Temporary."""
import shutil
def finish_pdf(drawn, part, sheets, spoken):
    shutil.copy(drawn, part)
