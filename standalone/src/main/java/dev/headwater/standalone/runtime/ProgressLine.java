package dev.headwater.standalone.runtime;

import java.io.Console;
import java.io.PrintWriter;

/** A bar that fills, where somebody looks; a single line where the output is a file. */
public final class ProgressLine implements AutoCloseable {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final String what;
    private final boolean terminal = isTerminal();

    public ProgressLine(PrintWriter out, String what) {
        this.out = out;
        this.what = what;
        if (!terminal) {
            out.println(what + " …");
            out.flush();
        }
    }

    /** Another step of the same: a bar where its end is known, else how far it is. */
    public void step(String step, long done, long all) {
        if (terminal) {
            String far = all == 0 ? "%,d".formatted(done) : bar(done, all);
            out.print("\r\033[K%s: %s %s".formatted(what, step, far));
            out.flush();
        }
    }

    public void at(long done, long all) {
        if (terminal) {
            out.print("\r%s %s".formatted(what, bar(done, all)));
            out.flush();
        }
    }

    private static String bar(long done, long all) {
        int filled = (int) Math.min(WIDTH, done * WIDTH / all);
        return "[%s%s]".formatted("#".repeat(filled), " ".repeat(WIDTH - filled));
    }

    /** Wipes it away, however what it showed ended. */
    @Override
    public void close() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    /** JDK 25 has its old console back, which is null where nobody types. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
