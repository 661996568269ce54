'use strict';

require('prom-client').collectDefaultMetrics();
