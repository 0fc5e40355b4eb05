"""Data of the sample shop: its products, pages, traffic sources, places and systems of its visitors."""

from __future__ import annotations

from dataclasses import dataclass

DOMAIN = "shop.example.com"
ORIGIN = f"https://{DOMAIN}"


@dataclass(frozen=True, slots=True)
class ShopSource:
    """A traffic source. weight: share of sessions; tags: query of the first page; stay: factor on the pages seen."""

    weight: float
    referrer: str | None = None
    tags: str = ""
    stay: float = 1.0


@dataclass(frozen=True, slots=True)
class Campaign(ShopSource):
    """A source that is active on some days only. first_day, last_day: days before today."""

    first_day: int = 0
    last_day: int = 0


@dataclass(frozen=True, slots=True)
class System:
    """Device, browser and system of a visitor. screens: sizes to choose from."""

    weight: float
    device: str
    browser: str
    browser_version: str
    os: str
    os_version: str | None
    screens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class City:
    """Place and language of a visitor."""

    weight: float
    country: str
    region: str
    city: str
    language: str


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the shop. price: EUR."""

    weight: float
    slug: str
    name: str
    price: float


# Sessions by hour (0 to 23, UTC) and by weekday (Monday first), as factors of the mean.
HOURS = (
    *(0.25, 0.15, 0.1, 0.1, 0.15, 0.3, 0.6, 0.9, 1.1, 1.2, 1.3, 1.35),
    *(1.4, 1.3, 1.2, 1.2, 1.25, 1.4, 1.7, 2.0, 2.1, 1.8, 1.2, 0.6),
)
WEEKDAYS = (1.0, 1.05, 0.98, 1.02, 0.9, 0.85, 1.2)

SOURCES = (
    ShopSource(30, stay=1.2),
    ShopSource(24, "https://www.google.com/"),
    ShopSource(3, "https://www.bing.com/"),
    ShopSource(4, "https://duckduckgo.com/"),
    ShopSource(1.5, "https://www.ecosia.org/"),
    ShopSource(7, "https://l.instagram.com/", stay=0.7),
    ShopSource(4, "https://www.pinterest.com/", stay=0.8),
    ShopSource(2.5, "https://m.facebook.com/", stay=0.6),
    ShopSource(2, "https://www.youtube.com/", stay=0.8),
    ShopSource(3.5, "https://chatgpt.com/", "utm_source=chatgpt.com", stay=1.3),
    ShopSource(3, "https://coffee-notes.example.net/best-hand-grinders", stay=1.4),
    ShopSource(2, "https://news.ycombinator.com/", stay=0.5),
    ShopSource(
        5, "https://www.google.com/", "utm_source=google&utm_medium=cpc&utm_campaign=brand&utm_term=hand+grinder"
    ),
    Campaign(16, None, "utm_source=newsletter&utm_medium=email&utm_campaign=spring-roast", 1.5, 74, 71),
    Campaign(18, None, "utm_source=newsletter&utm_medium=email&utm_campaign=summer-blend", 1.5, 46, 43),
    Campaign(22, None, "utm_source=newsletter&utm_medium=email&utm_campaign=grinder-sale", 1.6, 16, 12),
    Campaign(
        14,
        "https://l.instagram.com/",
        "utm_source=instagram&utm_medium=paid_social&utm_campaign=grinder-sale&utm_content=story",
        0.8,
        18,
        9,
    ),
)

SYSTEMS = (
    System(30, "mobile", "Safari", "17.5", "iOS", "17.5", ("390x844", "393x852", "430x932")),
    System(22, "mobile", "Chrome", "126.0.0.0", "Android", "14", ("412x915", "360x800", "384x854")),
    System(4, "mobile", "Samsung Internet", "25.0", "Android", "14", ("360x780",)),
    System(17, "desktop", "Chrome", "126.0.0.0", "Windows", "10", ("1920x1080", "1536x864", "2560x1440")),
    System(5, "desktop", "Edge", "126.0.0.0", "Windows", "10", ("1920x1080", "1536x864")),
    System(7, "desktop", "Safari", "17.5", "macOS", "10.15.7", ("1440x900", "1728x1117")),
    System(5, "desktop", "Chrome", "126.0.0.0", "macOS", "10.15.7", ("1440x900", "1512x982")),
    System(4, "desktop", "Firefox", "127.0", "Windows", "10", ("1920x1080",)),
    System(3, "desktop", "Firefox", "127.0", "Linux", None, ("1920x1080", "2560x1440")),
    System(3, "tablet", "Safari", "17.5", "iOS", "17.5", ("820x1180", "1024x1366")),
)
CRAWLER = System(1, "desktop", "Googlebot", "", "", None, ("1024x1024",))

CITIES = (
    City(14, "DE", "Land Berlin", "Berlin", "de-DE"),
    City(8, "DE", "Hamburg", "Hamburg", "de-DE"),
    City(8, "DE", "Bavaria", "Munich", "de-DE"),
    City(6, "DE", "North Rhine-Westphalia", "Cologne", "de-DE"),
    City(4, "DE", "Saxony", "Leipzig", "de-DE"),
    City(6, "AT", "Vienna", "Vienna", "de-AT"),
    City(5, "CH", "Zurich", "Zurich", "de-CH"),
    City(6, "NL", "North Holland", "Amsterdam", "nl-NL"),
    City(6, "FR", "Île-de-France", "Paris", "fr-FR"),
    City(8, "GB", "England", "London", "en-GB"),
    City(3, "GB", "Scotland", "Edinburgh", "en-GB"),
    City(4, "US", "New York", "New York", "en-US"),
    City(4, "US", "California", "San Francisco", "en-US"),
    City(2, "US", "Oregon", "Portland", "en-US"),
    City(3, "SE", "Stockholm", "Stockholm", "sv-SE"),
    City(3, "IT", "Lombardy", "Milan", "it-IT"),
    City(3, "ES", "Catalonia", "Barcelona", "es-ES"),
    City(2, "PL", "Mazovia", "Warsaw", "pl-PL"),
    City(1.5, "CA", "Ontario", "Toronto", "en-CA"),
    City(1, "AU", "Victoria", "Melbourne", "en-AU"),
    City(1, "JP", "Tokyo", "Tokyo", "ja-JP"),
)

PRODUCTS = (
    Product(9, "hand-grinder-no-1", "Hand Grinder No. 1", 129.0),
    Product(7, "pour-over-set", "Pour-over Set", 49.0),
    Product(6, "house-blend-500g", "House Blend 500 g", 16.5),
    Product(5, "ethiopia-yirgacheffe", "Ethiopia Yirgacheffe 250 g", 13.9),
    Product(4, "gooseneck-kettle", "Gooseneck Kettle", 79.0),
    Product(4, "stoneware-mug", "Stoneware Mug", 22.0),
    Product(3, "paper-filters", "Paper Filters, 100 pieces", 6.5),
    Product(2, "brewing-scale", "Brewing Scale", 59.0),
)

TITLES = {
    "/": "Corner Coffee",
    "/products": "All products",
    "/cart": "Your basket",
    "/checkout": "Checkout",
    "/thank-you": "Thank you",
    "/account": "Your account",
    "/about": "About us",
    "/shipping": "Shipping and returns",
    "/contact": "Contact",
    "/blog": "Journal",
    "/blog/how-to-grind": "How fine should you grind?",
    "/blog/water-temperature": "Water: how hot is right?",
    "/blog/cleaning-a-grinder": "Cleaning a hand grinder in five minutes",
    "/blog/our-roaster": "A morning with our roaster",
} | {f"/products/{product.slug}": product.name for product in PRODUCTS}

# Weights of entry pages, and of next pages by kind of page. "product" and "article" stand for one of each.
ENTRIES = {"/": 45, "product": 27, "article": 18, "/products": 8, "/about": 2}
NEXT = {
    "/": {"/products": 45, "product": 30, "article": 10, "/about": 8, "/shipping": 4, "/account": 3},
    "/products": {"product": 85, "/": 8, "/shipping": 7},
    "product": {"product": 38, "/cart": 22, "/products": 25, "/shipping": 8, "article": 4, "/": 3},
    "/cart": {"/checkout": 52, "product": 28, "/products": 14, "/shipping": 6},
    "/checkout": {"/thank-you": 62, "/cart": 25, "/shipping": 13},
    "/blog": {"article": 80, "/products": 20},
    "article": {"/blog": 30, "product": 32, "article": 20, "/products": 10, "/": 8},
    "": {"/": 40, "/products": 40, "/contact": 20},  # every other page
}
STAY = {"/": 0.66, "product": 0.6, "article": 0.42, "/cart": 0.86, "/checkout": 0.9, "/thank-you": 0.1}
SEARCHES = ("grinder", "filter", "decaf", "espresso", "gift", "kettle")
