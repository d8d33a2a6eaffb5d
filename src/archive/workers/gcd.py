"""What RSA signatures share, by GMP: gcd(s1^e - m1, product of the others' s^e - m).

Reads one JSON object from standard input (numbers in hexadecimal) and prints the result in hexadecimal.
"""
import json
import sys

import gmpy2

task = json.load(sys.stdin)


def multiple(signed):
    return gmpy2.mpz(signed["signature"], 16) ** task["exponent"] - gmpy2.mpz(signed["block"], 16)


first = multiple(task["first"])
product = gmpy2.mpz(1)
for other in task["others"]:
    product = product * multiple(other) % first
print(gmpy2.gcd(first, product).digits(16))
