"""`python -m musnad` is `musnad`."""

from musnad.cli import main

main()
