# Not built in CI: no Docker engine runs there. The same commands without a container are what CI tests.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .

FROM node:24-bookworm-slim
ENV NODE_ENV=production PORT=8080 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app /app
RUN mkdir -p /data dist && chown node:node /data dist
USER node
VOLUME /data
EXPOSE 8080
# One process and no shell around it, so that SIGTERM reaches the server and it drains.
CMD ["node", "scripts/start.ts"]
