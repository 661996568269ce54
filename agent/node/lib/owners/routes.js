'use strict';

const path = require('path');
const channels = require('../guest/channels');
const { wrap } = require('../guest/patch');
const { ofRoute } = require('./shape');

const ROUTE = Symbol('plimsoll.route');
const CONTEXT = Symbol('plimsoll.context');
const LONGEST = 200;
const MOST_REMEMBERED = 1_000;
const MOST_NAMED_A_SECOND = 200;
const KOA = path.join(path.sep, 'koa', 'lib', 'application.js');

/** Lets frameworks that keep the route to themselves leave it at the request. */
function watchFrameworks() {
  // Fastify tells of each instance that is made; a hook is its public way to see each request.
  channels.subscribe('fastify.initialization', ({ fastify }) => {
    fastify.addHook('onRequest', (request, reply, next) => {
      const route = request.routeOptions ? request.routeOptions.url : request.routerPath;
      if (typeof route === 'string') {
        request.raw[ROUTE] = route;
      }
      next();
    });
  });
}

/**
 * Koa tells nobody of its requests, and keeps the route at a context of its own that no request leads
 * to. Asked for when a server listens, for then it is loaded if it ever is.
 */
function watchKoa() {
  for (const file in require.cache) {
    const Application = file.endsWith(KOA) ? require.cache[file].exports : undefined;
    if (typeof Application === 'function') {
      wrap(Application.prototype, 'createContext', (original, isOn) => {
        return function createContext(request, response) {
          const context = original.call(this, request, response);
          if (isOn() && request) {
            request[CONTEXT] = context;
          }
          return context;
        };
      });
    }
  }
}

/** Method and route of a request, such as `GET /users/:id`; by the shape of its path otherwise. */
class Routes {
  constructor(owners) {
    this.owners = owners;
    /** By method and place: the same few come again and again, and a name need not be made anew. */
    this.known = new Map();
    this.size = 0;
    this.second = 0;
    this.named = 0;
  }

  ownerOf(request) {
    return this.lookUp(request) || this.find(request);
  }

  /**
   * The same, but undefined where the name would have to be made and many have been in this second:
   * to find the shape of a path takes 2 microseconds, and with an id in it each is a new one.
   */
  ownerWithinBudget(request, now) {
    const known = this.lookUp(request);
    if (known !== undefined) {
      return known;
    }
    const second = Math.trunc(now / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.named = 0;
    }
    return this.named++ < MOST_NAMED_A_SECOND ? this.find(request) : undefined;
  }

  lookUp(request) {
    const ofMethod = this.known.get(request.method || 'GET');
    const known = ofMethod === undefined ? undefined : ofMethod.get(placeOf(request));
    return known === undefined || known.isForgotten ? undefined : known;
  }

  find(request) {
    const method = request.method || 'GET';
    const place = placeOf(request);
    const owner = this.owners.of(method + ' ' + nameOf(request).slice(0, LONGEST));
    if (place.length > LONGEST) {
      return owner;
    }
    if (this.size++ >= MOST_REMEMBERED) {
      this.known.clear();
      this.size = 1;
    }
    const ofMethod = this.known.get(method) || new Map();
    this.known.set(method, ofMethod.set(place, owner));
    return owner;
  }
}

/** What tells one route from another, as it stands at the request. */
function placeOf(request) {
  const route = routeOf(request);
  if (route === undefined) {
    return request.originalUrl || request.url || '/';
  }
  return request.baseUrl ? request.baseUrl + route : route;
}

/** Of a mounted router the place may hold an id, its own part never does. */
function nameOf(request) {
  const route = routeOf(request);
  if (route === undefined) {
    return ofRoute(placeOf(request));
  }
  return request.baseUrl ? ofRoute(String(request.baseUrl)) + route : route;
}

/** Where a framework has found one; undefined otherwise. */
function routeOf(request) {
  if (request[ROUTE] !== undefined) {
    return request[ROUTE];
  }
  const context = request[CONTEXT];
  if (context !== undefined) {
    // Koa's router leaves it here.
    return typeof context._matchedRoute === 'string' ? context._matchedRoute : undefined;
  }
  // Express, and Nest on it, leave it here once a router has found it.
  const route = request.route;
  return route && typeof route.path === 'string' ? route.path : undefined;
}

module.exports = { watchFrameworks, watchKoa, Routes };
