"""The byte tables of the legacy Vietnamese encodings, as pairs of letters and codes.

TCVN3 has no code for a toned capital: a capital font (`.VnTimeH`) draws the lower-case code as a
capital. The extra capitals are those of TCVN 5712 VN1, which a few programs used; its control
codes are left out.
"""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LOWER = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
LETTERS = LOWER + LOWER.upper()

TCVN3_LETTERS = LOWER + "ĂÂĐÊÔƠƯ" + "ÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨ"
TCVN3_CODES = bytes.fromhex(
    "b5 b6 b7 b8 b9 a8 bb bc bd be c6 a9 c7 c8 c9 ca cb ae cc ce cf d0 d1 aa d2 d3 d4 d5"
    "d6 d7 d8 dc dd de df e1 e2 e3 e4 ab e5 e6 e7 e8 e9 ac ea eb ec ed ee ef f1 f2 f3 f4"
    "ad f5 f6 f7 f8 f9 fa fb fc fd fe a1 a2 a7 a3 a4 a5 a6 80 81 82 83 84 af ba bf c0 85"
    "c1 c2 c3 c4 86 87 88 89 8a 8b c5 cd d9 da 8c 8d 8e 8f 90 91 92 93 94 95 96 db e0 f0"
    "ff 97 98 99 9a 9b 9c 9d 9e 9f"
)

VISCII_CODES = bytes.fromhex(
    "e0 e4 e3 e1 d5 e5 a2 c6 c7 a1 a3 e2 a5 a6 e7 a4 a7 f0 e8 eb a8 e9 a9 ea ab ac ad aa"
    "ae ec ef ee ed b8 f2 f6 f5 f3 f7 f4 b0 b1 b2 af b5 bd b6 b7 de be fe f9 fc fb fa f8"
    "df d7 d8 e6 d1 f1 cf d6 db fd dc c0 c4 c3 c1 80 c5 82 02 05 81 83 c2 85 86 06 84 87"
    "d0 c8 cb 88 c9 89 ca 8b 8c 8d 8a 8e cc 9b ce cd 98 d2 99 a0 d3 9a d4 90 91 92 8f 93"
    "b4 96 97 b3 95 94 d9 9c 9d da 9e bf bb bc ff ba b9 9f 14 19 dd 1e"
)

VNI_CODES = _words(
    "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä "
    "ì æ ó í ò oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ "
    "öù öï yø yû yõ yù î AØ AÛ AÕ AÙ AÏ AÊ AÈ AÚ AÜ AÉ AË AÂ AÀ AÅ AÃ AÁ AÄ Ñ EØ EÛ EÕ EÙ "
    "EÏ EÂ EÀ EÅ EÃ EÁ EÄ Ì Æ Ó Í Ò OØ OÛ OÕ OÙ OÏ OÂ OÀ OÅ OÃ OÁ OÄ Ô ÔØ ÔÛ ÔÕ ÔÙ ÔÏ UØ UÛ "
    "UÕ UÙ UÏ Ö ÖØ ÖÛ ÖÕ ÖÙ ÖÏ YØ YÛ YÕ YÙ Î"
)

VIQR_VOWEL_MARKS = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}
VIQR_TONES = {"`": "\u0300", "'": "\u0301", "?": "\u0309", "~": "\u0303", ".": "\u0323"}

# A syllable is an optional onset and a rime; a rime that ends in a stop carries two tones only.
ONSETS = _words("ngh ng nh gh gi kh ph th tr ch qu b c d đ g h k l m n p r s t v x")
OPEN_RIMES = _words(
    "a ai am an ang anh ao au ay ăm ăn ăng âm ân âng âu ây e em en eng eo ê êm ên êng ênh "
    "êu i ia im in inh ing iu iêm iên iêng iêu o oa oai oam oan oang oanh oao oay oăm oăn "
    "oăng oe oem oen oeo oi om on ong oong ô ôi ôm ôn ông ôông ơ ơi ơm ơn u ua uân uâng uây "
    "uê uênh ui um un ung uôi uôm uôn uông uơ uy uya uyên uynh uyn uyu ư ưa ưi ưm ưn ưng "
    "ươi ươm ươn ương ươu ưu y yêm yên yêng yêu ym yn ynh"
)
STOPPED_RIMES = _words(
    "ac ach ap at ăc ăp ăt âc âp ât ec ep et êc êch êp êt ic ich ip it iêc iêp iêt oac oach "
    "oap oat oăc oăt oc ooc oet op ot ôc ôôc ôp ôt ơc ơp ơt uc up ut uât uêch uôc uôp uôt "
    "uych uyp uyt uyêt ưc ưp ưt ươc ươp ươt yêt ych yt yp"
)
