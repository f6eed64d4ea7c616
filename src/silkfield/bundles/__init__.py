"""What travels between laptops and headquarters: bytes in, checked values out, and back again."""
