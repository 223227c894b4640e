# One image for every role: what is built once is what runs as API, worker and set-up.

FROM node:20.20.2-bookworm-slim AS build
WORKDIR /srv/yichuang
# The dependencies are a layer of their own: a change of code does not install them again.
COPY package.json package-lock.json ./
# The test suite's MongoDB has no place in an image, so its download is switched off.
RUN MONGOMS_DISABLE_POSTINSTALL=1 npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs
RUN npm prune --omit=dev --no-audit --no-fund

FROM node:20.20.2-bookworm-slim AS run
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/tmp/yichuang
WORKDIR /srv/yichuang
COPY --from=build --chown=root:root /srv/yichuang/package.json ./
COPY --from=build --chown=root:root /srv/yichuang/node_modules ./node_modules
COPY --from=build --chown=root:root /srv/yichuang/dist ./dist
COPY --from=build --chown=root:root /srv/yichuang/deploy/check-api.mjs /srv/yichuang/deploy/check-worker.mjs ./deploy/
# The files belong to root and the process does not: a hole in it cannot change the program.
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 CMD ["node", "deploy/check-api.mjs"]
# docker-compose.yml gives the worker and the set-up their own commands.
CMD ["node", "--enable-source-maps", "dist/api/main.js"]
