export const packages = { package: 'cheerio@1.0.0' }
export function clean(pkg) {
  let i = 0
  return () => {
    const $ = pkg.load(`<ul id="list"><li class="a">one</li><li>two ${i++}</li></ul>`)
    $('#list > li.a').addClass('first').after('<li>more</li>')
    return (
      $('li')
        .map((_, element) => $(element).text())
        .get()
        .join() + $.html()
    )
  }
}
