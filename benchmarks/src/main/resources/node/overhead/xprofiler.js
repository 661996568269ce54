'use strict';

require('xprofiler').start();
