(function () {
  var dark = matchMedia('(prefers-color-scheme: dark)')
  function paint() {
    try {
      var choice = localStorage.getItem('piece.theme')
    } catch (e) {}
    var night = choice === 'dark' || (choice !== 'light' && dark.matches)
    document.documentElement.dataset.theme = night ? 'dark' : 'light'
  }
  paint()
  dark.addEventListener('change', paint)
  // Fonts come beside the page, which is drawn without waiting for them.
  function fonts(of) {
    if (!of.dataset.fonts) return
    var link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = of.dataset.fonts
    document.head.append(link)
  }
  fonts(document.documentElement)
  addEventListener('DOMContentLoaded', function () {
    var turn = document.getElementById('turn')
    var pass = document.getElementById('pass')
    // Those of rare characters come when everything else has been drawn.
    addEventListener('load', function () {
      ;(window.requestIdleCallback || setTimeout)(function () {
        fonts(document.body)
      })
    })
    if (turn) {
      // A checkbox turns by Space; a ticket is turned by Enter and the arrows as well.
      turn.addEventListener('keydown', function (e) {
        if (e.key === 'Enter') turn.click()
        else if (e.key === 'ArrowRight' || e.key === 'ArrowLeft') turn.checked = !turn.checked
      })
      lean(document.querySelector('.ticket'))
    }
    if (pass && (navigator.share || (navigator.clipboard && isSecureContext))) {
      pass.hidden = false
      pass.addEventListener('click', function () {
        var what = { title: pass.dataset.title, url: pass.dataset.url }
        if (navigator.share) return navigator.share(what).catch(function () {})
        navigator.clipboard.writeText(what.url).then(function () {
          pass.querySelector('span').textContent = pass.dataset.done
        })
      })
    }
  })

  // The ticket leans to the pointer, unless the person wants stillness.
  function lean(box) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    function rest() {
      box.style.removeProperty('--rx')
      box.style.removeProperty('--ry')
    }
    box.addEventListener('pointermove', function (e) {
      var at = box.getBoundingClientRect()
      box.style.setProperty('--rx', (0.5 - (e.clientY - at.top) / at.height) * 18 + 'deg')
      box.style.setProperty('--ry', ((e.clientX - at.left) / at.width - 0.5) * 18 + 'deg')
    })
    box.addEventListener('pointerleave', rest)
    box.addEventListener('pointercancel', rest)
    box.addEventListener('pointerup', function (e) {
      if (e.pointerType === 'touch') rest()
    })
  }
})()
