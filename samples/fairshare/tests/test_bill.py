import unittest

from fairshare.bill import Bill
from fairshare.receipt import receipt


class BillTest(unittest.TestCase):
    bill = Bill({"Ana": 1250, "Ben": 800, "Cleo": 800}, tip_percent=15)

    def test_adds_the_tip(self):
        self.assertEqual(self.bill.total, 3278)

    def test_lets_everybody_pay_for_what_they_had(self):
        self.assertEqual(self.bill.shares(), {"Ana": 1438, "Ben": 920, "Cleo": 920})

    def test_adds_up_to_the_bill(self):
        self.assertEqual(sum(self.bill.shares().values()), self.bill.total)

    def test_prints_a_receipt(self):
        self.assertEqual(receipt(self.bill), "Ana     14.38\nBen      9.20\nCleo     9.20")
