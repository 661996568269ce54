package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.Store;
import dev.plimsoll.store.StoreException;
import dev.plimsoll.store.StoreException.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Works that wait at the same time share one commit, because the wait
 * for the disk is what a commit costs; each has a savepoint of its own, so that one that fails
 * takes no other with it.
 */
final class Writer implements AutoCloseable {
  private static final int MOST_WORKS_A_COMMIT = 64;

  /** A work and whoever waits for it. */
  private static final class Job {
    final Store.Work<?> work;
    final CompletableFuture<@Nullable Object> done = new CompletableFuture<>();
    @Nullable Object result;

    Job(Store.Work<?> work) {
      this.work = work;
    }
  }

  private final Statements statements;
  private final SqliteTransaction transaction;
  private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** The last job ever: tells the thread that nothing follows. */
  private final Job end = new Job(transaction -> true);

  private boolean closed; // guarded by queue
  private volatile @Nullable StoreException lastFailure;

  Writer(Statements statements) {
    this.statements = statements;
    this.transaction = new SqliteTransaction(statements);
    this.thread = new Thread(this::run, "plimsoll-store-writer");
    thread.setDaemon(true);
    thread.start();
  }

  @SuppressWarnings("unchecked") // a job's result is what its own work returned
  <T> T write(Store.Work<T> work) {
    Job job = new Job(work);
    synchronized (queue) {
      if (closed) {
        throw new StoreException(Kind.CLOSED, "the store is closed");
      }
      queue.add(job);
    }
    try {
      return (T) job.done.join();
    } catch (CompletionException e) {
      throw asSeenByCaller(e);
    }
  }

  @Nullable StoreException lastFailure() {
    return lastFailure;
  }

  /** Finishes what was asked for and refuses the rest. */
  @Override
  public void close() {
    synchronized (queue) {
      if (!closed) {
        closed = true;
        queue.add(end);
      }
    }
    end.done.join();
  }

  private void run() {
    while (!end.done.isDone()) {
      commit(next());
    }
  }

  private List<Job> next() {
    List<Job> jobs = new ArrayList<>();
    while (jobs.isEmpty()) {
      try {
        jobs.add(queue.take());
      } catch (InterruptedException e) {
        // nobody but close() ends this thread
      }
    }
    queue.drainTo(jobs, MOST_WORKS_A_COMMIT - 1);
    return jobs;
  }

  private void commit(List<Job> jobs) {
    List<Job> written = new ArrayList<>();
    try {
      statements.run("BEGIN IMMEDIATE");
      for (Job job : jobs) {
        if (attempt(job)) {
          written.add(job);
        }
      }
      statements.run("COMMIT");
      lastFailure = null;
      written.forEach(job -> job.done.complete(job.result));
    } catch (SQLException e) {
      StoreException failure = Failures.of(e);
      lastFailure = failure;
      rollBack();
      jobs.forEach(job -> job.done.completeExceptionally(failure));
    } catch (RuntimeException | Error e) {
      // Whoever waits must not wait for ever, and this thread is the only one that writes.
      rollBack();
      jobs.forEach(job -> job.done.completeExceptionally(e));
    }
  }

  /** Whether the work was written; throws when the whole transaction is lost. */
  private boolean attempt(Job job) throws SQLException {
    statements.run("SAVEPOINT work");
    try {
      job.result = job.work.in(transaction);
      statements.run("RELEASE work");
      return true;
    } catch (SqlFailure e) {
      if (!Failures.concernsOneWork(e.sqlException())) {
        throw e.sqlException();
      }
      undo(job, Failures.of(e.sqlException()));
      return false;
    } catch (RuntimeException | Error e) {
      undo(job, e);
      return false;
    }
  }

  private void undo(Job job, Throwable why) throws SQLException {
    statements.run("ROLLBACK TO work");
    statements.run("RELEASE work");
    transaction.rolledBack();
    job.done.completeExceptionally(why);
  }

  /** After some errors, such as a full disk, SQLite has rolled back by itself. */
  private void rollBack() {
    transaction.rolledBack();
    try {
      statements.run("ROLLBACK");
    } catch (SQLException e) {
      // "no transaction is active": what we wanted
    }
  }

  private static RuntimeException asSeenByCaller(CompletionException e) {
    if (e.getCause() instanceof StoreException failure) {
      return new StoreException(failure.kind(), String.valueOf(failure.getMessage()), failure);
    }
    return e.getCause() instanceof RuntimeException failure ? failure : e;
  }
}
