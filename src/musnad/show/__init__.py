"""show: a record for people's eyes, in the terminal and as one page.

Views only arrange; they never add or hide a claim.
"""
