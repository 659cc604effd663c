package dev.headwater.standalone.drill;

/**
 * What one kill did.
 *
 * @param channel the one that suffered most; empty: none did
 * @param back whether every channel came back in time
 * @param backSeconds from the kill until every channel lists new segments
 * @param missing seconds of the channel's time that no segment covers
 * @param stalledHls seconds in which the picture stood still at the viewer that suffered most
 * @param stalledTs the same of endless MPEG-TS
 * @param lost viewers that gave up
 * @param viewers how many there were
 */
record Outcome(
        Kill kill,
        String channel,
        boolean back,
        double backSeconds,
        double missing,
        double stalledHls,
        double stalledTs,
        int lost,
        int viewers) {}
