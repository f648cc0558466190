(function () {
  var root = document.documentElement
  try {
    var choice = localStorage.getItem('piece.theme')
    if (choice === 'dark' || choice === 'light') root.dataset.theme = choice
  } catch (e) {}
  addEventListener('DOMContentLoaded', function () {
    var turn = document.getElementById('turn')
    var pass = document.getElementById('pass')
    var fonts = document.body.dataset.fonts
    // Rare characters come when everything else has been drawn.
    if (fonts) addEventListener('load', function () {
      ;(window.requestIdleCallback || setTimeout)(function () {
        var link = document.createElement('link')
        link.rel = 'stylesheet'
        link.href = fonts
        document.head.append(link)
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
