import unittest

from fairshare.split import split_cents


class SplitCentsTest(unittest.TestCase):
    def test_follows_the_weights(self):
        self.assertEqual(split_cents(1000, [1, 3]), [250, 750])

    def test_gives_nothing_for_no_weight(self):
        self.assertEqual(split_cents(900, [0, 2, 1]), [0, 600, 300])

    def test_loses_and_invents_no_cent(self):
        for total in (1, 99, 1000, 12_345):
            for weights in ([1, 1, 1], [3, 5, 7], [1250, 800, 800], [1] * 7):
                self.assertEqual(sum(split_cents(total, weights)), total, (total, weights))

    def test_gives_cents_left_over_to_the_largest_remainders(self):
        self.assertEqual(split_cents(100, [1, 1, 1]), [34, 33, 33])
        self.assertEqual(split_cents(10, [2, 3, 3]), [2, 4, 4])

    def test_refuses_to_split_among_nobody(self):
        with self.assertRaises(ValueError):
            split_cents(100, [])
