package io.tocsin.standalone.cli;

import io.tocsin.streamprocessor.ruletest.RuleTestResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results in the XML that build servers read: a suite a file, a case an expectation. */
final class JunitXml {
    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** @throws Failure naming the file, when it cannot be written */
    static void write(Path file, List<TestReport> reports) {
        try (Writer out = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            new JunitXml(xml).suites(reports);
            xml.close();
        } catch (IOException | XMLStreamException e) {
            throw new Failure(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private void suites(List<TestReport> reports) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        for (TestReport report : reports) {
            suite(report);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void suite(TestReport report) throws XMLStreamException {
        long failures = report.results().stream().filter(each -> !each.passed()).count();
        int errors = report.errors().isEmpty() ? 0 : 1;
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", report.file());
        xml.writeAttribute("tests", Long.toString(report.results().size() + errors));
        xml.writeAttribute("failures", Long.toString(failures));
        xml.writeAttribute("errors", Integer.toString(errors));
        for (RuleTestResult result : report.results()) {
            testCase(report, result);
        }
        if (errors > 0) {
            unreadable(report);
        }
        xml.writeEndElement();
    }

    private void testCase(TestReport report, RuleTestResult result) throws XMLStreamException {
        begin(report, result.test() + ": " + result.what());
        xml.writeAttribute("line", Integer.toString(result.position().line()));
        if (result.failure().isPresent()) {
            String failure = result.failure().get();
            xml.writeStartElement("failure");
            xml.writeAttribute("message", result.position() + ": " + result.what());
            text(failure);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void unreadable(TestReport report) throws XMLStreamException {
        begin(report, "can be read");
        xml.writeStartElement("error");
        xml.writeAttribute("message", "cannot be run");
        text(String.join("\n", report.errors()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void begin(TestReport report, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", report.file());
        xml.writeAttribute("name", legal(name));
        xml.writeAttribute("file", report.file());
    }

    private void text(String text) throws XMLStreamException {
        xml.writeCharacters(legal(text));
    }

    /** XML has no way to write most control characters. */
    private static String legal(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD");
    }
}
