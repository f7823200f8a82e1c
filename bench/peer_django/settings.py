"""A stock Django site beside the portal: the middleware and settings `startproject` writes."""

import os

SECRET_KEY = "bench-only-nothing-is-signed-with-it"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "peer_django.site"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.postgres", "peer_django"]
STOCK = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
KEPT = os.environ.get("PEER_KEPT") == "1"
MIDDLEWARE = [
    *(["django.middleware.cache.UpdateCacheMiddleware"] if KEPT else []),
    *STOCK,
    *(["django.middleware.cache.FetchFromCacheMiddleware"] if KEPT else []),
]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # its own default of 300 would keep nothing here
    }
}
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "127.0.0.1",
        "PORT": os.environ["PEER_PORT"],
        "NAME": os.environ["PEER_DATABASE"],
        "USER": "postgres",
        "CONN_MAX_AGE": None,
    }
}
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
