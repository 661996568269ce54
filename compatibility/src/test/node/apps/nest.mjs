// Nest on Express, its decorators called by hand.
import 'reflect-metadata';
import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

class Users {
  one(id) {
    return { user: id };
  }

  echo(body) {
    return body;
  }

  fails() {
    throw new Error('as it should');
  }
}

const decorate = (name, ...decorators) => {
  const descriptor = Object.getOwnPropertyDescriptor(Users.prototype, name);
  decorators.forEach((each) => each(Users.prototype, name, descriptor));
};
Param('id')(Users.prototype, 'one', 0);
Body()(Users.prototype, 'echo', 0);
decorate('one', Get('users/:id'));
decorate('echo', Post('echo'));
decorate('fails', Get('fails'));
Controller()(Users);

class App {}
Module({ controllers: [Users] })(App);

const app = await NestFactory.create(App, { logger: false });
app.enableShutdownHooks();
await app.listen(Number(process.env.PORT), '127.0.0.1');
console.log('serving');
