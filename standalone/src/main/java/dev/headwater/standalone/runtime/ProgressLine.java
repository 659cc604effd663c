package dev.headwater.standalone.runtime;

import java.io.Console;
import java.io.PrintWriter;

/** A bar that fills, where somebody looks; a single line where the output is a file. */
public final class ProgressLine {
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
            int filled = all == 0 ? 0 : (int) Math.min(WIDTH, done * WIDTH / all);
            String bar = "[%s%s]".formatted("#".repeat(filled), " ".repeat(WIDTH - filled));
            out.print("\r\033[K%s: %s %s".formatted(what, step, all == 0 ? "%,d".formatted(done) : bar));
            out.flush();
        }
    }

    public void at(long done, long all) {
        if (terminal) {
            int filled = (int) Math.min(WIDTH, done * WIDTH / all);
            out.print("\r%s [%s%s]".formatted(what, "#".repeat(filled), " ".repeat(WIDTH - filled)));
            out.flush();
        }
    }

    public void done() {
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
