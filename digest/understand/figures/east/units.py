"""What is measured in Chinese, Japanese and Korean, as it is written around a number."""

import re
from collections.abc import Mapping

# Longest first where one begins another; matched right behind the number.
UNITS: Mapping[str, str] = {
    "%": "%", "﹪": "%", "パーセント": "%", "퍼센트": "%", "프로": "%",
    "个百分点": "百分点", "個百分點": "百分點", "百分点": "百分点", "百分點": "百分點",
    "个基点": "基点", "個基點": "基點", "基点": "基点", "基點": "基點",
    "ポイント": "ポイント", "%ポイント": "ポイント", "%포인트": "%포인트", "포인트": "포인트",
    "美元": "USD", "美金": "USD", "美刀": "USD", "米ドル": "USD", "ドル": "USD", "달러": "USD", "弗": "USD",
    "人民币": "CNY", "人民幣": "CNY", "人民元": "CNY", "위안": "CNY",
    "新台币": "TWD", "新台幣": "TWD", "新臺幣": "TWD", "台币": "TWD", "台幣": "TWD", "台湾ドル": "TWD", "台湾元": "TWD", "대만달러": "TWD",
    "港元": "HKD", "港币": "HKD", "港幣": "HKD", "香港ドル": "HKD", "홍콩달러": "HKD",
    "欧元": "EUR", "歐元": "EUR", "ユーロ": "EUR", "유로": "EUR",
    "英镑": "GBP", "英鎊": "GBP", "ポンド": "GBP", "파운드": "GBP",
    "日元": "JPY", "日圆": "JPY", "日圓": "JPY", "円": "JPY", "엔": "JPY",
    "韩元": "KRW", "韓元": "KRW", "韩圆": "KRW", "韓圓": "KRW", "韓圜": "KRW", "ウォン": "KRW", "원": "KRW",
    "卢比": "INR", "盧比": "INR", "ルピー": "INR", "루피": "INR", "卢布": "RUB", "盧布": "RUB", "ルーブル": "RUB", "루블": "RUB",
    "令吉": "MYR", "林吉特": "MYR", "马币": "MYR", "馬幣": "MYR", "リンギット": "MYR", "リンギ": "MYR", "링깃": "MYR",
    "泰铢": "THB", "泰銖": "THB", "バーツ": "THB", "바트": "THB", "越南盾": "VND", "印尼盾": "IDR", "迪拉姆": "AED",
    "加元": "CAD", "澳元": "AUD", "新元": "SGD", "新加坡元": "SGD", "瑞士法郎": "CHF", "瑞郎": "CHF", "スイスフラン": "CHF",
    "纳米": "nm", "納米": "nm", "奈米": "nm", "ナノメートル": "nm", "ナノ": "nm", "나노미터": "nm", "나노": "nm",
    "微米": "µm", "マイクロメートル": "µm", "毫米": "mm", "厘米": "cm", "公里": "km", "千米": "km", "キロメートル": "km", "キロ": "km",
    "킬로미터": "km", "平方公里": "km²", "平方米": "m²", "平方公尺": "m²", "平方メートル": "m²", "제곱미터": "m²", "㎡": "m²",
    "吉瓦时": "GWh", "吉瓦": "GW", "兆瓦时": "MWh", "兆瓦": "MW", "百萬瓦": "MW", "千瓦时": "kWh", "千瓦時": "kWh", "千瓦": "kW",
    "度电": "kWh", "太瓦时": "TWh", "太瓦": "TW", "瓦": "W",
    "ギガワット時": "GWh", "ギガワット": "GW", "メガワット": "MW", "キロワット時": "kWh", "キロワット": "kW", "テラワット時": "TWh",
    "기가와트": "GW", "메가와트": "MW", "킬로와트": "kW", "테라와트시": "TWh",
    "メガバイト": "MB", "ギガバイト": "GB", "テラバイト": "TB", "ペタバイト": "PB", "エクサバイト": "EB", "페타바이트": "PB", "기가바이트": "GB", "테라바이트": "TB", "公斤": "kg", "千克": "kg", "킬로그램": "kg",
    "毫秒": "ms", "ミリ秒": "ms", "纳秒": "ns", "兆赫": "MHz", "吉赫": "GHz",
}  # fmt: skip
BEFORE_CODES: Mapping[str, str] = {
    "US$": "USD", "U.S.$": "USD", "美元": "USD", "美金": "USD", "USD": "USD", "$": "USD", "人民币": "CNY",
    "人民幣": "CNY", "RMB": "CNY", "CNY": "CNY", "NT$": "TWD", "新台币": "TWD", "新台幣": "TWD", "新臺幣": "TWD",
    "HK$": "HKD", "港币": "HKD", "港幣": "HKD", "A$": "AUD", "S$": "SGD", "C$": "CAD", "€": "EUR", "£": "GBP",
    "₩": "KRW", "₹": "INR",
}  # fmt: skip
MONEY_BEFORE = "|".join(sorted(map(re.escape, (*BEFORE_CODES, "¥")), key=len, reverse=True))
# Hundredths of a currency: 35美分, 35セント.
HUNDREDTHS: Mapping[str, str] = {
    "美分": "USD", "分钱": "CNY", "欧分": "EUR", "歐分": "EUR", "ユーロセント": "EUR", "セント": "USD", "유로센트": "EUR", "센트": "USD",
}  # fmt: skip
