package dev.plimsoll.agent.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Percentage;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** One sample, as people see it who record with JDK Mission Control. -1 is "could not be read". */
@Name(SampleEvent.NAME)
@Label("Plimsoll Sample")
@Category("Plimsoll")
@Description("The readings of one second; -1 where something could not be read")
@Registered(false)
@StackTrace(false)
final class SampleEvent extends Event {
  static final String NAME = "dev.plimsoll.Sample";

  @Label("Resident Set Size")
  @DataAmount
  long rss;

  @Label("Heap Used")
  @DataAmount
  long heapUsed;

  @Label("Live Heap")
  @Description("Reachable after the last collection that could tell")
  @DataAmount
  long heapLive;

  @Label("Max Heap")
  @DataAmount
  long heapMax;

  @Label("External Memory")
  @Description("Direct and mapped buffers")
  @DataAmount
  long external;

  @Label("Container Memory")
  @DataAmount
  long cgroupUsed;

  @Label("Container Limit")
  @DataAmount
  long cgroupLimit;

  @Label("Requests Out")
  long requestsOut;

  @Label("Requests In")
  long requestsIn;

  @Label("Oldest Request")
  @Timespan(Timespan.MILLISECONDS)
  long oldestRequest;

  @Label("Sockets")
  long sockets;

  @Label("File Descriptors")
  long fds;

  @Label("GC Pause Share")
  @Percentage
  double gcShare;

  @Label("Agent CPU")
  @Description("Fraction of one core that Plimsoll's agent takes")
  @Percentage
  double agentCpu;
}
