package dev.headwater.standalone.bench;

/** A process that ends with what started it, those below it too: also where that is ended by Ctrl-C. */
public final class Owned implements AutoCloseable {
    private final Process process;
    private final Thread hook;

    private Owned(Process process) {
        this.process = process;
        this.hook = new Thread(this::kill, "end-" + process.pid());
    }

    public static Owned of(Process process) {
        Owned owned = new Owned(process);
        Runtime.getRuntime().addShutdownHook(owned.hook);
        return owned;
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running already.
        }
    }
}
