"""Currencies: their codes, their signs and the words for them, as they are written in print."""

from collections.abc import Mapping

SYMBOLS: Mapping[str, str] = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "\uffe5": "CNY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "₫": "VND", "₱": "PHP", "₦": "NGN", "₴": "UAH", "₪": "ILS", "฿": "THB",
}  # fmt: skip
# What stands before a dollar sign and says whose dollars they are; R$ is a real.
DOLLARS: Mapping[str, str] = {
    "US": "USD", "U.S.": "USD", "HK": "HKD", "NT": "TWD", "T": "TWD", "C": "CAD", "CA": "CAD", "CAD": "CAD", "A": "AUD",
    "AU": "AUD", "S": "SGD", "SG": "SGD", "NZ": "NZD", "R": "BRL", "MX": "MXN", "Mex": "MXN", "CDN": "CAD",
}  # fmt: skip
CODES: Mapping[str, str] = {
    code: code
    for code in (
        "USD EUR GBP JPY CNY KRW TWD HKD INR SGD AUD CAD CHF SEK NOK DKK PLN CZK HUF RUB TRY BRL MXN ILS AED SAR "
        "ZAR NGN KES EGP IDR MYR THB VND PHP PKR BDT NZD UAH KZT QAR KWD ARS CLP COP"
    ).split()
} | {"RMB": "CNY", "Rs": "INR", "Rs.": "INR", "CNH": "CNY", "FCFA": "XAF", "RM": "MYR"}
CURRENCIES = frozenset(CODES.values())

# In one word, after the number. "pounds" and "won" count as money only when something else says so.
MONEY: Mapping[str, str] = {
    word: code
    for code, words in {
        "USD": "dollar dollars dólar dólares dollari dollaro dolar dolary dolarów dólares доллар доллара долларов долл",
        "EUR": "euro euros euró",
        "GBP": "sterling livres libras pfund",
        "CNY": "yuan yuans yuanes renminbi",
        "JPY": "yen yens",
        "KRW": "won wons",
        "INR": "rupee rupees roupie roupies rupie rupien rupia rupias",
        "RUB": "rouble roubles ruble rubles rubel rublo rublos рублей рубля руб",
        "CHF": "franken",
        "BRL": "real reais reales",
        "PLN": "zloty zlotys złoty złotych zł",
        "SEK": "kronor",
        "THB": "baht",
        "MYR": "ringgit",
        "IDR": "rupiah",
        "VND": "dong",
        "ILS": "shekel shekels",
        "AED": "dirham dirhams",
        "SAR": "riyal riyals",
        "NGN": "naira",
        "ZAR": "rand",
        "TRY": "lira liras",
        "MXN": "pesos",
    }.items()
    for word in words.split()
}
# Whose dollars, in a word before or after: "Hong Kong dollars", "dollars canadiens", "US-Dollar".
WHOSE: Mapping[str, str] = {
    "hong kong": "HKD", "hongkong": "HKD", "taiwan": "TWD", "taiwanese": "TWD", "taïwanais": "TWD",
    "taiwaneses": "TWD", "taiwan-": "TWD", "canadian": "CAD", "canadiens": "CAD", "kanadische": "CAD",
    "canadienses": "CAD", "australian": "AUD", "australiens": "AUD", "australische": "AUD",
    "australianos": "AUD", "singapore": "SGD", "singapour": "SGD", "singapur": "SGD",
}  # fmt: skip

# The same where a place is named: "dollars de Hong Kong"; its first word is enough.
WHOSE_PLACES: Mapping[str, str] = {
    "hong": "HKD", "taïwan": "TWD", "taiwán": "TWD", "taiwan": "TWD", "singapour": "SGD",
}  # fmt: skip
