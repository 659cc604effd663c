package dev.headwater.core.guide.xmltv;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZIOException;

/**
 * Reads an XMLTV file (xmltv.dtd), plain or packed, from its first byte to its last. A document type is skipped: nothing
 * it declares is known, nothing it names is opened. References to entities that XML itself does not define are dropped.
 */
public final class XmltvReader {
    private final XmltvLimits limits;
    private final ZoneId zone;

    /** @param zone of times that have no offset */
    public XmltvReader(XmltvLimits limits, ZoneId zone) {
        this.limits = limits;
        this.zone = zone;
    }

    /** Is told how much of the file was read. */
    @FunctionalInterface
    public interface Progress {
        /** @param bytes of the file as it comes, packed or not */
        void read(long bytes);
    }

    /**
     * Reads to the end.
     *
     * @throws XmltvException where the file is none, is cut, or passes a limit; what was shown before is part of a broken
     *     file
     * @throws IOException where {@code file} can not be read, or the handler fails
     */
    public void read(InputStream file, XmltvHandler handler, Progress progress) throws XmltvException, IOException {
        try {
            Unpacked plain = Unpacked.open(file, limits);
            // A factory remembers the names it has met: this one goes with the file.
            XMLInputFactory factory = new InputFactoryImpl();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
            factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
            XMLStreamReader xml = factory.createXMLStreamReader(plain);
            new XmltvFile(new Cursor(xml, plain, limits, progress), new XmltvTimes(zone), handler).read();
        } catch (XMLStreamException | UncheckedStreamException e) {
            throw failure(e);
        } catch (ZipException | XZIOException | EOFException | Unpacked.LimitException e) {
            throw new XmltvException(message(e));
        }
    }

    /** The parser wraps what its stream throws. */
    private static XmltvException failure(Exception e) throws IOException {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
            if (cause instanceof IOException io) {
                String message = message(io);
                if (message.isEmpty()) {
                    throw io;
                }
                return new XmltvException(message);
            }
        }
        String text = String.valueOf(e.getMessage());
        boolean cut = text.contains("end-of-input") || text.contains("end-of-document");
        return new XmltvException(
                cut ? "the file ends in the middle: it was cut" : "the file is no XML: " + shortened(text));
    }

    /** What an unpacker's complaint means; empty: it is none. */
    private static String message(IOException e) {
        return switch (e) {
            case Unpacked.LimitException _ -> String.valueOf(e.getMessage());
            case EOFException _ -> "the file ends in the middle: it was cut";
            case MemoryLimitException _ -> "the file is packed so that unpacking it takes more than 80 MiB of memory";
            case ZipException _, CorruptedInputException _ -> "the file is packed, and damaged";
            case XZIOException _ -> "the file is packed in a way of xz that is not known here";
            case java.io.CharConversionException _ -> "the file is not in the encoding it says it is in";
            default -> "";
        };
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
