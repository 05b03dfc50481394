def calculate(text):
    parser = Parser(text)
    tree = parser.sum()
    if parser.next() != "":
        parser.refuse()
    return work_out(tree)


class Parser:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def next(self):
        """The character that comes next, after any blanks; "" at the end."""
        while self.text[self.at : self.at + 1] == " ":
            self.at += 1
        return self.text[self.at : self.at + 1]

    def take(self, characters):
        character = self.next()
        if character == "" or character not in characters:
            return ""
        self.at += 1
        return character

    def refuse(self):
        raise ValueError(f"this is no calculation, see at {self.at}")

    def sum(self):
        return self.chain("+-", self.product)

    def product(self):
        return self.chain("*/", self.signed)

    def chain(self, operators, operand):
        tree = operand()
        while operator := self.take(operators):
            tree = operator, tree, operand()
        return tree

    def signed(self):
        sign = self.take("+-")
        if sign:
            return sign, 0, self.signed()
        base = self.atom()
        return ("^", base, self.signed()) if self.take("^") else base

    def atom(self):
        if self.take("("):
            tree = self.sum()
            if not self.take(")"):
                self.refuse()
            return tree
        digits = ""
        if self.next() in "0123456789":
            while self.text[self.at : self.at + 1] and self.text[self.at] in "0123456789":
                digits += self.text[self.at]
                self.at += 1
        if digits == "":
            self.refuse()
        return int(digits)


def work_out(tree):
    # A long sum leans to the left: going down there by recursion would go too deep.
    open_parts = []
    while isinstance(tree, tuple):
        operator, tree, right = tree
        open_parts.append((operator, right))
    value = tree
    for operator, right in reversed(open_parts):
        value = apply(operator, value, work_out(right))
    return value


def apply(operator, left, right):
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    if operator == "^":
        if right < 0:
            raise ValueError("an exponent is not negative")
        return left**right
    return int(left / right)
