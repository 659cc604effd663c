package dev.headwater.standalone.cli;

import picocli.CommandLine.Option;

/** What may encode channels. */
final class EncoderOption {
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

    boolean hardware() {
        return encoder == Encoder.auto;
    }
}
