# One image for the web, the worker and the timer. Nothing in it is secret; everything that differs comes by environment.

# The packages that pyproject.toml pins, each held against its digest.
FROM python:3.13-slim AS packages
RUN pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore uv==0.13.9
WORKDIR /srv/concordat
COPY requirements.lock ./
RUN uv venv /opt/concordat && \
    VIRTUAL_ENV=/opt/concordat uv pip sync --no-cache --compile-bytecode --require-hashes requirements.lock

# The stylesheet and script of the GOV.UK Design System, by the digests of package-lock.json, and all static files hashed.
FROM packages AS assets
COPY --from=node:24-slim /usr/local/bin/node /usr/local/bin/node
COPY --from=node:24-slim /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
COPY . .
# Neither address nor key is used: no table is read, and nothing is signed.
RUN CONCORDAT_ENVIRONMENT=production DATABASE_URL=postgresql://concordat_app@nowhere/concordat SECRET_KEY=none \
    sh -c '/opt/concordat/bin/python manage.py assets && /opt/concordat/bin/python manage.py collectstatic --no-input' && \
    rm -rf node_modules

FROM python:3.13-slim
# Pango draws PDF documents; the fonts have the widths of Arial.
RUN apt-get update && \
    apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation && \
    rm -rf /var/lib/apt/lists/* && \
    useradd --system --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin concordat
COPY --from=packages /opt/concordat /opt/concordat
COPY --from=assets /srv/concordat /srv/concordat
WORKDIR /srv/concordat
# The root may be read-only: what programs keep for themselves goes to /tmp.
ENV PATH=/opt/concordat/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 XDG_CACHE_HOME=/tmp/cache
# By number: platforms that refuse root look at no names.
USER 10001:10001
EXPOSE 8000
CMD ["python", "-m", "config.services.programs", "web", "--bind", "0.0.0.0:8000", "--processes", "4"]
