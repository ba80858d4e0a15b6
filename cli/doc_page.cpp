#include "cli/doc_page.h"

#include <algorithm>

namespace claimassay {

namespace {

// Markdown ------------------------------------------------------------------------------------------------------------

std::string escaped_markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string markdown(const DocLine& line, bool one_file) {
  std::string out;
  for (const DocText& piece : line) {
    const bool ticks = piece.code && piece.text.find('`') == std::string::npos;
    const std::string text = ticks ? "`" + piece.text + "`" : escaped_markdown(piece.text);
    if (piece.link.empty()) out += text;
    else out += "[" + text + "](" + (one_file ? "#" + piece.link : piece.link + ".md") + ")";
  }
  return out;
}

std::string markdown_page(const DocPage& page, bool one_file) {
  std::string out =
      (one_file ? "<a name=\"" + page.id + "\"></a>\n\n" : "") + "# " + escaped_markdown(page.title) + "\n\n";
  for (const DocBlock& block : page.blocks) {
    switch (block.kind) {
      case DocBlock::Kind::heading:
        out +=
            std::string(static_cast<std::size_t>(block.level), '#') + " " + markdown(block.lines[0], one_file) + "\n\n";
        break;
      case DocBlock::Kind::paragraph: out += markdown(block.lines[0], one_file) + "\n\n"; break;
      case DocBlock::Kind::list:
        for (const DocLine& line : block.lines) out += "- " + markdown(line, one_file) + "\n";
        out += "\n";
        break;
      case DocBlock::Kind::terms:
        for (std::size_t i = 0; i + 1 < block.lines.size(); i += 2)
          out += "- **" + markdown(block.lines[i], one_file) + "**: " + markdown(block.lines[i + 1], one_file) + "\n";
        out += "\n";
        break;
      case DocBlock::Kind::code: out += "```rule\n" + block.code + "\n```\n\n"; break;
    }
  }
  return out;
}

std::string markdown_whole(const std::string&, const std::string& pages) { return pages; }

// HTML ----------------------------------------------------------------------------------------------------------------

std::string escaped_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string html(const DocLine& line, bool one_file) {
  std::string out;
  for (const DocText& piece : line) {
    std::string text = escaped_html(piece.text);
    if (piece.code) text = "<code>" + text + "</code>";
    if (piece.link.empty()) out += text;
    else out += "<a href=\"" + (one_file ? "#" + piece.link : piece.link + ".html") + "\">" + text + "</a>";
  }
  return out;
}

constexpr std::string_view style =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}"
    "h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem}"
    "code,pre{font-family:ui-monospace,monospace;font-size:.9rem}pre{background:#f4f4f4;padding:.75rem;"
    "white-space:pre-wrap;overflow-wrap:anywhere}code{overflow-wrap:anywhere}a{color:#0645ad}a:focus{outline:3px solid "
    "#0645ad}dt{font-weight:600}dd{margin:0 0 .5rem 1.5rem}article{border-top:1px solid #767676}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}pre{background:#262626}a{color:#9ecbff}}";

std::string html_frame(const std::string& title, const std::string& inside) {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
         "content=\"width=device-width, initial-scale=1\">\n<title>" +
         escaped_html(title) + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n" + inside +
         "</body>\n</html>\n";
}

std::string html_blocks(const DocPage& page, bool one_file) {
  std::string out;
  for (const DocBlock& block : page.blocks) {
    switch (block.kind) {
      case DocBlock::Kind::heading: {
        const std::string tag = "h" + std::to_string(block.level);
        out += "<" + tag + ">" + html(block.lines[0], one_file) + "</" + tag + ">\n";
        break;
      }
      case DocBlock::Kind::paragraph: out += "<p>" + html(block.lines[0], one_file) + "</p>\n"; break;
      case DocBlock::Kind::list:
        out += "<ul>\n";
        for (const DocLine& line : block.lines) out += "<li>" + html(line, one_file) + "</li>\n";
        out += "</ul>\n";
        break;
      case DocBlock::Kind::terms:
        out += "<dl>\n";
        for (std::size_t i = 0; i + 1 < block.lines.size(); i += 2)
          out += "<dt>" + html(block.lines[i], one_file) + "</dt><dd>" + html(block.lines[i + 1], one_file) + "</dd>\n";
        out += "</dl>\n";
        break;
      case DocBlock::Kind::code: out += "<pre><code>" + escaped_html(block.code) + "</code></pre>\n"; break;
    }
  }
  return out;
}

std::string html_page(const DocPage& page, bool one_file) {
  const std::string head = "<h1>" + escaped_html(page.title) + "</h1>\n";
  if (one_file) {
    return "<article id=\"" + escaped_html(page.id) + "\">\n" + head + html_blocks(page, true) + "</article>\n";
  }
  const std::string way_back =
      page.id == "index" ? "" : "<nav aria-label=\"All rules\"><a href=\"index.html\">All rules</a></nav>\n";
  return html_frame(page.title, way_back + "<main>\n" + head + html_blocks(page, false) + "</main>\n");
}

std::string html_whole(const std::string& title, const std::string& pages) {
  return html_frame(title, "<main>\n" + pages + "</main>\n");
}

constexpr DocFormat formats[] = {{"markdown", ".md", markdown_page, markdown_whole},
                                 {"html", ".html", html_page, html_whole}};

}  // namespace

const DocFormat& doc_format(std::string_view name) {
  return *std::find_if(std::begin(formats), std::end(formats) - 1,
                       [&](const DocFormat& format) { return format.name == name; });
}

}  // namespace claimassay
