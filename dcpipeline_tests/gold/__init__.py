"""Written texts with the claims that a careful reader takes from them."""
