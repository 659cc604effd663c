package dev.headwater.standalone.drill;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills one thing. */
final class Strike {
    private static final long ALL_SOURCES_GONE_MS = 10_000;
    private static final long STOPPED_MS = 15_000;

    private final DrillHeadend headend;
    private final List<DrillChannel> channels;
    private final Random random;

    Strike(DrillHeadend headend, List<DrillChannel> channels, Random random) {
        this.headend = headend;
        this.channels = channels;
        this.random = random;
    }

    /** Starts again what was killed and does not come back by itself. */
    interface Mend {
        void run() throws IOException, InterruptedException;
    }

    /** Returns when the harm is done; what it returns is for later, when all is measured. */
    Mend strike(Kill kill) throws IOException, InterruptedException {
        return switch (kill) {
            case PRIMARY_HOT -> primary(true);
            case PRIMARY_COLD -> primary(false);
            case ALL_SOURCES -> senders();
            case CHILD -> {
                child().destroyForcibly();
                yield () -> {};
            }
            case STOPPED_CHILD -> stopped();
            case EDGE -> {
                headend.killEdge();
                yield headend::restartEdge;
            }
            case SERVER -> {
                headend.killServer();
                headend.restartServer();
                yield () -> {};
            }
        };
    }

    private Mend primary(boolean hot) throws InterruptedException {
        List<DrillChannel> of =
                channels.stream().filter(channel -> channel.isHot() == hot).toList();
        Program primary = of.get(random.nextInt(of.size())).senders().getFirst();
        primary.kill();
        return primary::start;
    }

    private Mend senders() throws IOException, InterruptedException {
        DrillChannel channel = channels.get(random.nextInt(channels.size()));
        for (Program sender : channel.senders()) {
            sender.kill();
        }
        Thread.sleep(ALL_SOURCES_GONE_MS);
        for (Program sender : channel.senders()) {
            sender.start();
        }
        return () -> {};
    }

    private Mend stopped() throws IOException, InterruptedException {
        ProcessHandle child = child();
        signal("STOP", child);
        Thread.sleep(STOPPED_MS);
        signal("CONT", child);
        return () -> {};
    }

    private ProcessHandle child() {
        List<ProcessHandle> children = headend.children();
        if (children.isEmpty()) {
            throw new DrillException("no channel is being made");
        }
        return children.get(random.nextInt(children.size()));
    }

    private static void signal(String signal, ProcessHandle process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        if (!kill.waitFor(5, TimeUnit.SECONDS)) {
            throw new DrillException("a process can not be signalled");
        }
    }
}
