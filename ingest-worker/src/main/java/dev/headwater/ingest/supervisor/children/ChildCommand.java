package dev.headwater.ingest.supervisor.children;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a child. */
public final class ChildCommand {
    private static final String MAIN = "dev.headwater.ingest.pipeline.ChildMain";
    /** As the child reads it. */
    private static final String HARDWARE_ALLOWED = "--encoder=auto";

    private static final String DEVICES_ALLOWED = "--devices";

    private static final Path NICE = Path.of("/usr/bin/nice");

    /** Beside the jars: the classes of a child as a JVM maps them, which takes a third off a child's start. */
    private static final String ARCHIVE = "child.jsa";

    /**
     * A small heap, and no bookkeeping of native memory: the pipeline frees by hand, and the limits JavaCPP derives from
     * the heap would stop it far too early. What the JVM itself has to say must not come between frames.
     */
    private static final List<String> FLAGS = List.of(
            "-Xms8m",
            "-Xmn4m",
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+ErrorFileToStderr",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "-Xlog:all=warning,cds*=off,aot*=off:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Dorg.bytedeco.javacpp.maxbytes=0",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

    private ChildCommand() {}

    /** A child as a Java process; native libraries are unpacked into JavaCPP's own cache. */
    public static List<String> java(Path javaHome, String classPath) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.addAll(FLAGS);
        Path archive = Path.of(classPath.split(File.pathSeparator, 2)[0]).resolveSibling(ARCHIVE);
        if (Files.exists(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.addAll(List.of("-cp", classPath, MAIN));
        return List.copyOf(command);
    }

    /** The same, for children that may encode by hardware: what is made once, and for long, is made by software. */
    public static List<String> withHardware(List<String> command) {
        return with(command, HARDWARE_ALLOWED);
    }

    /** The same, for children that may open capture cards. */
    public static List<String> withDevices(List<String> command) {
        return with(command, DEVICES_ALLOWED);
    }

    private static List<String> with(List<String> command, String argument) {
        List<String> more = new ArrayList<>(command);
        more.add(argument);
        return List.copyOf(more);
    }

    /** The same, behind everything else the machine has to do, where it can be asked for that. */
    public static List<String> inTheBackground(List<String> command) {
        if (!Files.isExecutable(NICE)) {
            return command;
        }
        List<String> nice = new ArrayList<>(List.of(NICE.toString(), "-n", "10"));
        nice.addAll(command);
        return List.copyOf(nice);
    }
}
