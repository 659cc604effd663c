package dev.headwater.infra.ingest;

import dev.headwater.infra.Artefacts;
import dev.headwater.infra.Settings;
import java.nio.file.Path;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.AssetImageProps;
import software.amazon.awscdk.services.ecs.ContainerImage;

/** The image of worker and stream host: the one that is named, or what Docker makes of ours when it is deployed. */
final class ProgramImage {
    private ProgramImage() {}

    static ContainerImage of(Settings settings, Artefacts artefacts) {
        return settings.image()
                .map(name -> (ContainerImage) ContainerImage.fromRegistry(name))
                .orElseGet(() -> built(artefacts));
    }

    private static ContainerImage built(Artefacts artefacts) {
        Path folder = artefacts
                .image()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "the program of worker and stream host is not built: ./headwater synth builds it, or -c image names one"));
        // FFmpeg is there for the platform on which it was built.
        return ContainerImage.fromAsset(
                folder.toString(),
                AssetImageProps.builder().platform(Platform.LINUX_AMD64).build());
    }
}
