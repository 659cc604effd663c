package dev.headwater.ingest.supervisor.title;

import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.supervisor.children.ChildLauncher;
import dev.headwater.ingest.supervisor.children.ChildProcess;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The children at work on one title: ended together, and then there are no more. */
final class TitleChildren {
    private final ChildLauncher launcher;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<ChildProcess> running = new HashSet<>();
    private boolean ended;

    TitleChildren(ChildLauncher launcher) {
        this.launcher = launcher;
    }

    /** @throws TitleFailure where the work was ended meanwhile */
    ChildProcess launch(Job job, Consumer<String> log) throws IOException, TitleFailure {
        lock.lock();
        try {
            if (ended) {
                throw new TitleFailure("the work was ended");
            }
            ChildProcess child = launcher.launch(job, log);
            running.add(child);
            return child;
        } finally {
            lock.unlock();
        }
    }

    /** Whatever it is doing. */
    void end(ChildProcess child) {
        child.kill();
        lock.lock();
        try {
            running.remove(child);
        } finally {
            lock.unlock();
        }
    }

    boolean areEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** From any thread. */
    void end() {
        lock.lock();
        try {
            ended = true;
            running.forEach(ChildProcess::kill);
        } finally {
            lock.unlock();
        }
    }
}
