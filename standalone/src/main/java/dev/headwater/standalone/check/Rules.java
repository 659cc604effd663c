package dev.headwater.standalone.check;

import java.util.List;

/** Every rule, in the order in which a stream comes to a player. */
final class Rules {
    static final List<Rule> ALL = List.of(
            new PlaylistsRead(),
            new SegmentsExist(),
            new SegmentsDecrypt(),
            new WholeTransport(),
            new BeginsWithKeyFrame(),
            new LastsAsSaid(),
            new FitsTargetDuration(),
            new TargetDurationFixed(),
            new SequencesGrow(),
            new DateTimesFit(),
            new NamesNeverRepeat(),
            new RunsOn(),
            new PlaylistsAgree(),
            new BesideInTime(),
            new CodecsAgree(),
            new PictureAgrees(),
            new BandwidthCovers(),
            new AverageFits(),
            new IndependentSegments(),
            new WindowLongEnough(),
            new LiveMovesOn(),
            new EndsAsItSays(),
            new GapsRespected(),
            new VersionCovers());

    private Rules() {}
}
