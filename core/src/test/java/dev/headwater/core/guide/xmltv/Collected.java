package dev.headwater.core.guide.xmltv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a file showed. */
final class Collected implements XmltvHandler {
    final Map<String, List<String>> channels = new TreeMap<>();
    final List<XmltvProgramme> programmes = new ArrayList<>();
    int skipped;

    @Override
    public void channel(String id, List<String> names, String icon) {
        channels.put(id, List.copyOf(names));
    }

    @Override
    public void programme(XmltvProgramme programme) {
        programmes.add(programme);
    }

    @Override
    public void skipped() {
        skipped++;
    }
}
