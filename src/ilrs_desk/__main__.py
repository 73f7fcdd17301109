"""`python -m ilrs_desk`: the same as `ilrs-desk`."""

import sys

from ilrs_desk.app.main import main

sys.exit(main())
