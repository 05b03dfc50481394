import unittest

from fairshare.money import format_cents, parse_cents


class MoneyTest(unittest.TestCase):
    def test_reads_and_writes_amounts(self):
        for text in ("0.00", "0.05", "8.00", "1234.56"):
            self.assertEqual(format_cents(parse_cents(text)), text)

    def test_refuses_what_is_no_amount(self):
        for text in ("", "free", "1.5", "-3.00"):
            with self.assertRaises(ValueError):
                parse_cents(text)
