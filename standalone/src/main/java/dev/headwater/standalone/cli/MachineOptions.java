package dev.headwater.standalone.cli;

import dev.headwater.standalone.runtime.MachineUse;
import picocli.CommandLine.Option;

/** What channels may use of this machine. */
final class MachineOptions {
    private enum Encoder {
        auto,
        software
    }

    @Option(
            names = "--encoder",
            paramLabel = "KIND",
            defaultValue = "auto",
            description = "What encodes channels: auto (hardware that does as it is told, else software) or software"
                    + " (default: ${DEFAULT-VALUE}).")
    private Encoder encoder;

    @Option(
            names = "--devices",
            description = "Channels may read capture cards and microphones of this machine (v4l2: sources).")
    private boolean devices;

    MachineUse use() {
        return new MachineUse(encoder == Encoder.auto, devices);
    }
}
